"""Somebody asks for help to grow; somebody takes it. A request always ends with a person."""
