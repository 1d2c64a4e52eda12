namespace Hyper.Generators.Incremental;

/// <summary>Two annotated classes at one place of one file with equal keys are parsed to the same result.</summary>
/// <param name="Files">The fingerprint of all files that the class can depend on.</param>
/// <param name="Environment">What it can depend on beside them.</param>
internal sealed record ClassKey(string Files, ProjectEnvironment Environment);
