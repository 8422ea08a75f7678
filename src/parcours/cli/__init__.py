"""The commands: what is typed becomes a call of one stage, and its answer is shown.

Only here are exceptions caught, colours chosen and exit codes given: 0 clean, 1 the content has
errors, 2 the tool failed.
"""
