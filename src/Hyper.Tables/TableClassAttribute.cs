namespace Hyper.Tables;

/// <summary>Marks the class that the compiler writes for a schema; by it the compiler knows models of the table.</summary>
/// <param name="file">The schema's file.</param>
/// <param name="task">What is learned: classes, number, numbers or labels.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TableClassAttribute(string file, string task) : Attribute
{
    /// <summary>The schema's file, without folders.</summary>
    public string File { get; } = file;

    /// <summary>What is learned: <c>classes</c>, <c>number</c>, <c>numbers</c> or <c>labels</c>.</summary>
    public string Task { get; } = task;
}
