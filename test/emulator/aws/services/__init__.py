"""What moto's services lack: zones of a group, health of targets, history of alarms, images."""
