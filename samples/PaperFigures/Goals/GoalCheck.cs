using System.Text.Json.Nodes;
using PaperFigures.Data;
using PaperFigures.Figures;

namespace PaperFigures.Goals;

/// <summary>A goal and what was measured.</summary>
/// <param name="Goal">The goal.</param>
/// <param name="Bound">The bound that is held.</param>
/// <param name="Value">What the summary says; not a number where it says nothing.</param>
internal sealed record GoalCheck(Goal Goal, double Bound, double Value)
{
    /// <summary>Whether the goal is met. A number that is not there meets none.</summary>
    public bool Met => Goal.Side == Side.AtMost ? Value <= Bound : Value >= Bound;

    /// <summary>How far off it is, as in <c>worst_relative_error is 0.07; at most 0.05 is the goal</c>.</summary>
    public string Words => FormattableString.Invariant(
        $"{Goal.Quantity} is {Value:G4}; {(Goal.Side == Side.AtMost ? "at most" : "at least")} {Bound:G4} is the goal");

    /// <summary>Holds a figure's summary against the goals that these pictures have.</summary>
    public static IReadOnlyList<GoalCheck> Of(string figure, Summary summary, PaperData data) =>
    [
        .. from goal in GoalTable.All
           where goal.Figure == figure && (!goal.OnlyFashion || data.IsFashion)
           let bound = data.Quick ? goal.Quick : goal.Full
           where bound is not null
           select new GoalCheck(goal, bound.Value, summary[goal.Quantity]),
    ];

    /// <summary>The check as a part of the summary.</summary>
    public JsonObject ToJson() => new()
    {
        ["quantity"] = Goal.Quantity,
        ["value"] = double.IsFinite(Value) ? Value : null,
        [Goal.Side == Side.AtMost ? "at_most" : "at_least"] = Bound,
        ["met"] = Met,
    };
}
