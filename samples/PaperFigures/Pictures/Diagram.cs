namespace PaperFigures.Pictures;

/// <summary>Boxes and arrows: a computational graph.</summary>
/// <param name="Boxes">The boxes.</param>
/// <param name="Arrows">From one box to another, by their names.</param>
internal sealed record Diagram(IReadOnlyList<Box> Boxes, IReadOnlyList<Arrow> Arrows);

/// <summary>A quantity of a computational graph.</summary>
/// <param name="Name">What arrows call it.</param>
/// <param name="Text">What is written in it.</param>
/// <param name="X">Its centre.</param>
/// <param name="Y">Its centre, upwards.</param>
/// <param name="Learned">Whether it is one that training moves.</param>
internal sealed record Box(string Name, string Text, double X, double Y, bool Learned = false);

/// <summary>One quantity is computed from another, or a gradient flows.</summary>
/// <param name="From">A box.</param>
/// <param name="To">A box.</param>
/// <param name="Gradient">Whether it is a gradient.</param>
internal sealed record Arrow(string From, string To, bool Gradient = false);
