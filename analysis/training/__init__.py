"""Training and measuring of the models; needs scikit-learn, unlike their use."""
