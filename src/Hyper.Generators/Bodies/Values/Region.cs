namespace Hyper.Generators.Bodies.Values;

/// <summary>A part of a body that is computed together: all of it, a way of a condition, the inside of a loop.</summary>
/// <param name="Parent">What it is a part of; null for the whole.</param>
/// <param name="Condition">The condition that leads to it; null for a loop, or where there are more than two ways.</param>
/// <param name="Holds">Whether the condition holds in it.</param>
internal sealed record Region(Region? Parent, Value? Condition, bool Holds)
{
    public static Region Whole { get; } = new(null, null, false);

    public bool IsIn(Region other)
    {
        for (var region = this; region is not null; region = region.Parent)
        {
            if (ReferenceEquals(region, other))
            {
                return true;
            }
        }

        return false;
    }
}
