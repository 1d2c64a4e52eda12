namespace Hyper.Runtime.Data;

/// <summary>A row that two splits have.</summary>
/// <param name="Split">The split that it is in beside the training split: <c>validation</c> or <c>test</c>; or <c>test</c> beside the validation split.</param>
/// <param name="Row">Its number there, counted from 0.</param>
/// <param name="Other">The other split.</param>
/// <param name="OtherRow">The number of the row there whose inputs are the same.</param>
public sealed record SharedRow(string Split, long Row, string Other, long OtherRow);
