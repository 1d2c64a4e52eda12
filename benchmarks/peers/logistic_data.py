"""Writes the rows of hypertorch's synthetic logistic regression (Grazzi et al., 2020): its seed, its order of draws, its split.

    python3 benchmarks/peers/logistic_data.py logistic.csv

Needs numpy and scikit-learn (apt-get install python3-sklearn). A row a line: twenty features and the label; the first half trains.
"""

import sys

import numpy
from sklearn.model_selection import train_test_split

ROWS, FEATURES = 1000, 20

numpy.random.seed(1)
oracle = numpy.random.randn(FEATURES)
inputs = numpy.random.randn(ROWS, FEATURES)
labels = (inputs @ oracle + 0.1 * numpy.random.randn(ROWS) > 0).astype(float)
train, judge, train_labels, judge_labels = train_test_split(inputs, labels, test_size=0.5)
rows = numpy.vstack([numpy.column_stack([train, train_labels]), numpy.column_stack([judge, judge_labels])])
numpy.savetxt(sys.argv[1], rows, fmt="%.9g", delimiter=",")
