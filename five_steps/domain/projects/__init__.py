"""Projects (项目): a closed loop of stages, and what is bought for it."""
