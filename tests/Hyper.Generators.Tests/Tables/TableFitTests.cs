using System.Globalization;
using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Tables;

/// <summary>Models that do not fit the table whose constants they name.</summary>
public sealed class TableFitTests
{
    private const string Number = """
        { "version": 1, "table": "Penguins", "namespace": "Birds", "file": { "name": "a.csv", "format": "csv" }, "task": "number", "target": "mass", "columns": [
          { "name": "mass", "kind": "number" }, { "name": "length", "kind": "number" }, { "name": "depth", "kind": "number" } ] }
        """;

    private const string Labels = """
        { "version": 1, "table": "Penguins", "namespace": "Birds", "file": { "name": "a.csv", "format": "csv" }, "task": "several", "targets": ["a", "b"], "columns": [
          { "name": "a", "kind": "category", "words": ["no", "yes"] }, { "name": "b", "kind": "category", "words": ["no", "yes"] }, { "name": "x", "kind": "number" } ] }
        """;

    private static readonly string OfNumber = TableSource.Model.Replace("Penguins.Classes", "1").Replace("cross_entropy", "mse_loss");

    [Theory]
    [InlineData("Penguins.Classes)]", "4)]", "HYP0605", "Predict", "'Predict' returns [rows, 4], and the table 'Penguins' has 3 classes; let the last layer have Penguins.Classes outputs, and return them as they are")]
    [InlineData("Penguins.Classes)]", "1)]", "HYP0605", "Predict", "'Predict' returns [rows, 1], and the table 'Penguins' has 3 classes; let the last layer have Penguins.Classes outputs, and return them as they are")]
    [InlineData("cross_entropy(scores, labels);", "mse_loss(scores, labels);", "HYP0606", "mse_loss", "'mse_loss' is a loss for numbers, and the targets of the table 'Penguins' are class labels; use cross_entropy")]
    [InlineData("(Penguins.Inputs, 16)", "(8, 16)", "HYP0105", "Hidden.forward(rows)", "'Hidden' takes rows of 8 features, but is given rows of 9; declare it with 9 inputs or change what it is given")]
    public void Of_classes(string before, string after, string id, string underlined, string message)
        => Reports(TableSource.Penguins, TableSource.Model.Replace(before, after), id, underlined, message);

    [Theory]
    [InlineData("Output.forward(relu(Hidden.forward(rows)))", "Output.forward(relu(Hidden.forward(rows))).squeeze(1)", "HYP0605", "Predict", "return [rows, 1] as the last layer gives it, without squeezing")]
    [InlineData("[Linear(16, 1)]", "[Linear(16, 2)]", "HYP0605", "Predict", "let the last layer have Penguins.Outputs outputs")]
    [InlineData("mse_loss(scores, labels) +", "cross_entropy(scores, labels) +", "HYP0606", "cross_entropy", "use mse_loss, or huber_loss")]
    public void Of_a_number(string before, string after, string id, string underlined, string message)
        => Reports(Number, OfNumber.Replace(before, after), id, underlined, message);

    [Fact]
    public void Of_labels()
        => Reports(Labels, OfNumber.Replace("[Linear(16, 1)]", "[Linear(16, Penguins.Outputs)]").Replace("=> mse_loss(scores, labels);", "=> binary_cross_entropy_with_logits(scores, labels);"), "HYP0606", "mse_loss", "use binary_cross_entropy_with_logits");

    /// <summary>Two classes may be told apart by one score, and a loss of what was made of the targets is not judged.</summary>
    [Fact]
    public void What_fits_is_left_alone()
    {
        Clean(Number, OfNumber);
        Clean(TableSource.Penguins, TableSource.Model.Replace("cross_entropy(scores, labels)", "mse_loss(scores.softmax(1), one_hot(labels, 3).to(float32))"));
        Clean(
            TableSource.Penguins.Replace("[\"Adelie\", \"Chinstrap\", \"Gentoo\"]", "[\"Adelie\", \"Gentoo\"]"),
            TableSource.Model.Replace("Penguins.Classes)]", "1)]").Replace("cross_entropy(scores, labels)", "binary_cross_entropy_with_logits(scores, labels.to(float32).view(-1, 1))"));
    }

    private static readonly string Embedded = TableSource.Penguins.Replace("\"Torgersen\"], \"missing\"", "\"Torgersen\"], \"encode\": \"index\", \"missing\"");

    private static readonly string OfBoth = TableSource.Model
        .Replace("[Linear(Penguins.Inputs, 16)]", "[Embedding(Penguins.Counts.Island, 3)] public partial HyperEmbedding Islands { get; }\n    [Linear(Penguins.Inputs + 3, 16)]")
        .Replace("Predict(Tensor rows) => Output.forward(relu(Hidden.forward(rows)))", "Predict(Tensor numbers, Tensor categories) => Output.forward(relu(Hidden.forward(cat([numbers, Islands.forward(categories.select(1, 0))], 1))))");

    [Fact]
    public void Numbers_and_indices_are_two_inputs()
    {
        Clean(Embedded, OfBoth);
        Reports(Embedded, OfBoth.Replace("Tensor categories", "Tensor islands").Replace("forward(categories", "forward(islands"), "HYP0607", "Predict", "'Predict' takes numbers, islands, and the table 'Penguins' gives numbers [rows, 6] and categories [rows, 1]; declare it with the parameters (Tensor numbers, Tensor categories)");
        Reports(Embedded, TableSource.Model, "HYP0607", "Predict", "declare it with the parameters (Tensor numbers, Tensor categories)");
        Reports(Embedded, OfBoth.Replace("Penguins.Inputs + 3", "Penguins.Inputs + 4"), "HYP0105", "Hidden.forward(cat([numbers, Islands.forward(categories.select(1, 0))], 1))", "'Hidden' takes rows of 10 features, but is given rows of 9");
    }

    private static void Clean(string schema, string model)
    {
        var run = TableSource.Run([schema], model);
        Assert.Empty(run.RuleDiagnostics);
        Assert.Empty(run.CompilerDiagnostics);
    }

    private static void Reports(string schema, string model, string id, string underlined, string message)
    {
        var run = TableSource.Run([schema], model);
        Assert.Empty(run.GeneratorDiagnostics);
        Assert.All(run.RuleDiagnostics, fault =>
        {
            Assert.Equal(id, fault.Id);
            Assert.Equal(underlined, fault.Location.SourceTree!.GetText().ToString(fault.Location.SourceSpan));
            Assert.Contains(message, fault.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        });
        Assert.NotEmpty(run.RuleDiagnostics);
    }
}
