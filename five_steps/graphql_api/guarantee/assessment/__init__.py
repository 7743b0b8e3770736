"""Annual assessments (年度综合考核): the live figures, why they are so, the way to the final."""
