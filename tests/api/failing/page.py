"""A page that fails with something that no visitor may see."""

raise ValueError("the password is hunter2")
