namespace Hyper.Generators.Emitting;

/// <summary>The straight-line code of one response family for one model. Lines may be empty.</summary>
/// <param name="Formula">The response as a formula, for the documentation comment.</param>
/// <param name="Matrices">The parameters, in the order of the flat vector.</param>
/// <param name="Initialize">Sets the parameters, which are zero before.</param>
/// <param name="Respond">Writes <c>weights</c> from <c>z</c> and returns what the pull-backs need.</param>
/// <param name="PullBack">Writes the parameters' gradients from <c>gradient</c>.</param>
/// <param name="PullBackToHyperparameters">Writes <c>hypergradient</c> from <c>gradient</c>.</param>
/// <param name="Recenter">Moves the reference point by <c>step</c>.</param>
internal sealed record ResponseCode(
    string Formula,
    IReadOnlyList<ResponseMatrix> Matrices,
    IReadOnlyList<string> Initialize,
    IReadOnlyList<string> Respond,
    IReadOnlyList<string> PullBack,
    IReadOnlyList<string> PullBackToHyperparameters,
    IReadOnlyList<string> Recenter);
