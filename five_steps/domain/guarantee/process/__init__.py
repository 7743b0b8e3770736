"""How an assessment becomes final (考核程序): self-review, check, publicity with objections."""
