"""The window of past takes: a list, and the player beside it.

Nothing is imported here: the player brings Qt's whole multimedia library, which is loaded when the window is opened.
"""
