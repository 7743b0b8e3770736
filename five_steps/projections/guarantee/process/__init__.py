"""How assessments become final (考核程序), and the final figures."""
