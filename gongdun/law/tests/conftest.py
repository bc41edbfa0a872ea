from hypothesis import settings

# No timed assertions: a busy machine is no defect.
settings.register_profile("law", deadline=None)
settings.load_profile("law")
