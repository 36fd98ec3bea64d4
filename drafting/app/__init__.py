"""One function a task, for the command line, the browser and Python users.

Every task takes `Document`s and a frozen options value and gives a frozen result (see `task.TaskResult`). Tasks read no
file but the library, print nothing and know no command line.
"""
