"""What every view is made of: tables of rows, handlers of events, and the runner that folds."""
