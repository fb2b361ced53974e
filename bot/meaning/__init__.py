"""What is a text about, whatever its words? An option: a sentence model tells how near a passage is to a question.

`models` opens the folder that `POLLEN_MODEL` names, and `onnx_model` alone knows the packages that run it; `pieces`
cuts an article into what the model reads; `base` keeps a vector of each, in memory and in a file.
"""
