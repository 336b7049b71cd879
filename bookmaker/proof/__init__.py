"""The completeness proof: does an edition say every word of the tree, in order?"""
