"""Tests of budgetc.inputs."""
