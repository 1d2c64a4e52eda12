using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Diagnostics;

/// <summary>The rules about response families and their sizes: HYP03nn.</summary>
internal static class HypernetworkRules
{
    private const string Category = "HyperDsl.Hypernetworks";

    public static readonly DiagnosticDescriptor RankBelowOne = Rule.Of(
        "HYP0301",
        "A rank is at least 1",
        "The hypernetwork of '{0}' has Rank = {1}; write a number from 1 up",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor RankTooLarge = Rule.Of(
        "HYP0302",
        "A rank is below the dimensions",
        "The hypernetwork of '{0}' has Rank = {1} with {2} hyperparameter values and {3} weights, so it is no smaller than a full response; {4}",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor HiddenUnitsBelowOne = Rule.Of(
        "HYP0303",
        "A hidden layer has at least one unit",
        "The hypernetwork of '{0}' has HiddenUnits = {1}; write a number from 1 up",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor NothingElementwise = Rule.Of(
        "HYP0304",
        "An elementwise response has a hyperparameter for each weight",
        "The hypernetwork of '{0}' is Elementwise, and no hyperparameter comes one a weight; declare one with Per = Per.Weight, or use Hypernetwork.Linear or Hypernetwork.Factorized",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor OptionNotRead = Rule.Of(
        "HYP0305",
        "An option belongs to the response family",
        "The hypernetwork of '{0}' is {1}, which does not read {2}; remove {2}, or use Hypernetwork.{3}",
        Category,
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor HypernetworkTooLarge = Rule.Of(
        "HYP0306",
        "A hypernetwork's parameters can be counted with an int",
        "The hypernetwork of '{0}' has {1} parameters ({2} MB), and one buffer holds at most 2,147,483,647; {3}",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor HypernetworkLarge = Rule.Of(
        "HYP0307",
        "A hypernetwork fits comfortably in memory",
        "The hypernetwork of '{0}' has {1} parameters, {2} MB in float32, and training takes that four times over; {3}",
        Category,
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor CurvatureInHybrid = Rule.Of(
        "HYP0308",
        "Curvature is the family of a whole model",
        "Some layers of '{0}' have a Curvature hypernetwork and others have not, but the curvature that it tracks is the whole model's; write Hypernetwork.Curvature on the class and on no layer, or use another family",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor Budget = Rule.Of(
        "HYP0309",
        "What a model's hypernetwork costs",
        "'{0}' has {1}; {2}",
        Category,
        DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor CenteredUnperturbed = Rule.Of(
        "HYP0310",
        "A centered response is perturbed",
        "The experiment '{0}' uses Algorithm.Simplified, which draws no perturbation, and a response of '{1}' is centered at the current hyperparameters, so it never learns to answer to them; use Algorithm.Joint, or Hypernetwork.Structured",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);
}
