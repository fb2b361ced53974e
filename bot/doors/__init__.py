"""How do other programs come in? Assistants and scripts ask as the person whose key they have, with their rights."""
