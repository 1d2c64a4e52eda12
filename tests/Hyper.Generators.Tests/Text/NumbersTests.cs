using System.Globalization;
using Hyper.Generators.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Tests.Text;

/// <summary>Numbers in generated files and messages.</summary>
public sealed class NumbersTests
{
    public static TheoryData<double> Doubles() =>
    [
        0, -0.0, 1, -1, 0.1, 1.0 / 3, 1e-300, 1e15, 1e16, 123456789012, 1e300, -2.5e-7,
        double.Epsilon, double.MaxValue, double.MinValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
    ];

    [Theory]
    [MemberData(nameof(Doubles))]
    public void A_double_in_code_reads_back_as_the_same_bits(double value)
    {
        var project = Project.Of($"internal static class C {{ internal const double Value = {value.Code()}; }}");
        Assert.Empty(project.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        var tree = project.SyntaxTrees.Single();
        var field = (IFieldSymbol)project.GetSemanticModel(tree).GetDeclaredSymbol(tree.GetRoot().DescendantNodes().OfType<VariableDeclaratorSyntax>().Single())!;
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits((double)field.ConstantValue!));
    }

    [Fact]
    public void Numbers_are_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NegativeSign = "−" };
        try
        {
            CultureInfo.CurrentCulture = other;
            Assert.Equal("-0.5", (-0.5).Code());
            Assert.Equal("-1234567", (-1234567).Code());
            Assert.Equal("1,234,567", 1234567.Prose());
            Assert.Equal("12,345,678,901", 12345678901.Prose());
            Assert.Equal("1,234 layers", 1234.Prose("layer"));
            Assert.Equal("1 layer", 1.Prose("layer"));
            Assert.Equal("1", Numbers.Megabytes(1));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
