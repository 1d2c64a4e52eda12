namespace Hyper.Tables;

/// <summary>What the training rows say of a column of numbers or dates.</summary>
/// <param name="Name">The column.</param>
/// <param name="Fill">What a missing cell becomes: the median of those that are there, in the column's own unit.</param>
/// <param name="Mean">What is taken off; of a column on a logarithmic scale the mean of the logarithms.</param>
/// <param name="Deviation">What that is divided by: the standard deviation about the mean, or 1 where all cells are the same.</param>
public sealed record PreparedColumn(string Name, double Fill, double Mean, double Deviation);
