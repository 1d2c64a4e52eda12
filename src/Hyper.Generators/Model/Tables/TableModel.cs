namespace Hyper.Generators.Model.Tables;

/// <summary>A table as its schema describes it.</summary>
/// <param name="Namespace">The namespace of its class; null for the global one.</param>
/// <param name="Name">The name of its class.</param>
/// <param name="File">The name of the schema's file, without folders.</param>
/// <param name="Task">What is learned of it.</param>
/// <param name="Inputs">The columns that are learned from, in the schema's order.</param>
/// <param name="Targets">The columns that are to be learned.</param>
internal sealed record TableModel(string? Namespace, string Name, string File, TableTask Task, EquatableArray<TableColumn> Inputs, EquatableArray<TableColumn> Targets)
{
    /// <summary>The numbers of a row.</summary>
    public int Width => Inputs.Sum(column => column.Width);

    /// <summary>The columns that go to the model as indices.</summary>
    public int Categories => Inputs.Count(column => column.IsIndex);

    /// <summary>What a model gives a row.</summary>
    public int Outputs => Task == TableTask.Classes ? Targets[0].Words.Count : Targets.Count;

    /// <summary>The class as messages name it.</summary>
    public string DisplayName => Namespace is null ? Name : $"{Namespace}.{Name}";

    public string QualifiedName => "global::" + DisplayName;

    /// <summary>The categories, each once.</summary>
    public IEnumerable<TableColumn> Words => Inputs.Concat(Targets).Where(column => column.Kind == ColumnKind.Category);
}
