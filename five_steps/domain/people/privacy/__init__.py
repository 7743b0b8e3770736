"""Personal information (个人信息保护): erased on request or in time, and how long it is kept."""
