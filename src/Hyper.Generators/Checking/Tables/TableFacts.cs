using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Checking.Tables;

/// <summary>What the class of a table says of it, to a model that names its constants.</summary>
/// <param name="Name">The class.</param>
/// <param name="Task">What is learned, in a word: classes, number, numbers or labels.</param>
/// <param name="Inputs">Numbers of a row.</param>
/// <param name="Categories">Indices of a row.</param>
/// <param name="Outputs">What a model gives a row.</param>
internal sealed record TableFacts(string Name, string Task, int Inputs, int Categories, int Outputs)
{
    /// <summary>The facts of the table that a constant is of; null where it is of none.</summary>
    public static TableFacts? Of(IFieldSymbol constant, CancellationToken cancellation)
    {
        for (var type = constant.ContainingType; type is not null; type = type.ContainingType)
        {
            if (AttributeReader.Find(type, KnownTypes.TableClassAttribute, cancellation) is { } attribute)
            {
                return new TableFacts(type.Name, attribute.Positional<string>(1), Constant(type, "Inputs"), Constant(type, "Categories"), Constant(type, "Outputs"));
            }
        }

        return null;
    }

    private static int Constant(INamedTypeSymbol type, string name)
        => type.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault() is { HasConstantValue: true, ConstantValue: int value } ? value : 0;
}
