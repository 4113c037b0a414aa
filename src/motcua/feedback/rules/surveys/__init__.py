"""Surveys: questionnaires, drawing, sheets, answers, results. Pure."""
