"""What people look at: the dashboards, their server and their widgets; nothing below imports this layer."""
