namespace Hyper.Generators;

/// <summary>Names of the generator's steps, by which tests ask what was computed again.</summary>
internal static class TrackingNames
{
    public const string ReadDeclarations = nameof(ReadDeclarations);
    public const string ParseModels = nameof(ParseModels);
    public const string ReadShapes = nameof(ReadShapes);
    public const string ReadPasses = nameof(ReadPasses);
    public const string ParseRunSearches = nameof(ParseRunSearches);
    public const string ParseExperiments = nameof(ParseExperiments);
    public const string CompareVersions = nameof(CompareVersions);
    public const string ParseTables = nameof(ParseTables);
    public const string ListTables = nameof(ListTables);
    public const string ListExperiments = nameof(ListExperiments);
}
