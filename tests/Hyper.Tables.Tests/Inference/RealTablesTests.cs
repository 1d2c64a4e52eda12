using Hyper.Tables.Schema;
using Hyper.Tables.Splitting;

namespace Hyper.Tables.Tests.Inference;

/// <summary>Tables of the world, each with no edit other than the target. HYPERDSL_TABLES names the folder that has them.</summary>
public sealed class RealTablesTests
{
    [SkippableTheory]
    [InlineData("BreastCancer", "Class", "classes", 10, 2, "Id")]
    [InlineData("PimaIndiansDiabetes2", "diabetes", "classes", 13, 2, "")]
    [InlineData("Satellite", "classes", "classes", 36, 6, "")]
    [InlineData("Sonar", "Class", "classes", 60, 2, "")]
    [InlineData("Vehicle", "Class", "classes", 18, 4, "")]
    [InlineData("Vowel", "Class", "classes", 10, 11, "")]
    [InlineData("attrition", "Attrition", "classes", 71, 2, "")]
    [InlineData("car_prices", "Price", "number", 17, 1, "")]
    [InlineData("concrete", "compressive_strength", "number", 8, 1, "")]
    [InlineData("credit_data", "Status", "classes", 32, 2, "")]
    [InlineData("mlc_churn", "churn", "classes", 73, 2, "")]
    [InlineData("penguins", "species", "classes", 14, 3, "")]
    public void A_table_goes_from_file_to_splits(string name, string target, string task, int inputs, int outputs, string leftOut)
    {
        var folder = Environment.GetEnvironmentVariable("HYPERDSL_TABLES");
        Skip.If(folder is null, "HYPERDSL_TABLES names no folder with the tables.");
        var path = Path.Combine(folder, name + ".csv");

        var schema = Read.Infer(path, target);
        using var splits = RowDeal.AtRandom(Read.Data(path, schema), 1, new SplitShares(0.6, 0.2, 0.2));

        Assert.Equal((task, inputs, outputs), (SchemaNames.Tasks.Of(schema.Task), schema.InputWidth, schema.OutputWidth));
        Assert.Equal(leftOut, string.Join(", ", schema.Columns.Where(column => !column.IsUsed).Select(column => column.Name)));
        Assert.Equal(schema.File.Rows, splits.Training.Count + splits.Validation.Count + splits.Test!.Count);
        splits.Training.RequireFinite("the training split");
        splits.Test.RequireFinite("the test split");
    }
}
