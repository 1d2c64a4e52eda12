namespace Hyper.Generators.Emitting.Responses;

/// <summary>The straight-line code of one block's response. Lines may be empty.</summary>
/// <param name="Formula">The response as a formula, for the documentation comment.</param>
/// <param name="HiddenCount">Columns of what <c>Respond</c> keeps for the pull-backs; 0 where they need nothing but z.</param>
/// <param name="HypergradientReadsHidden">Whether <c>PullBackToHyperparameters</c> needs what <c>Respond</c> kept.</param>
/// <param name="Initialize">Sets the parameters, which are zero before.</param>
/// <param name="Respond">Writes the block's weights from <c>z</c>.</param>
/// <param name="PullBack">Writes the parameters' gradients from the gradient of the block's weights.</param>
/// <param name="PullBackToHyperparameters">Writes <c>hypergradient</c> from that gradient, or adds to it (<see cref="BlockCode.Beta"/>).</param>
/// <param name="Recenter">Moves the reference point by <c>step</c>; no lines where the family stays as it is.</param>
internal sealed record ResponseCode(
    string Formula,
    int HiddenCount,
    bool HypergradientReadsHidden,
    IReadOnlyList<string> Initialize,
    IReadOnlyList<string> Respond,
    IReadOnlyList<string> PullBack,
    IReadOnlyList<string> PullBackToHyperparameters,
    IReadOnlyList<string> Recenter)
{
    /// <summary>Whether the formula has several parts, so that the documentation comment breaks the line after it.</summary>
    public bool HasLongFormula { get; init; }

    /// <summary>Whether the lines use the rows of the block's weight tensors (<see cref="BlockCode.Rows"/>).</summary>
    public bool HasRows { get; init; }
}
