"""One function a task, for the command line, the browser and Python users. Never prints, never parses arguments."""
