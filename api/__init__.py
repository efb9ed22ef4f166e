"""What readers get: visibility, representation, views and the API document."""
