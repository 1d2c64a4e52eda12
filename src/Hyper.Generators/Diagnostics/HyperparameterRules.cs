using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Diagnostics;

/// <summary>The rules about hyperparameters: HYP02nn.</summary>
internal static class HyperparameterRules
{
    private const string Category = "HyperDsl.Hyperparameters";

    public static readonly DiagnosticDescriptor BoundsUpsideDown = Rule.Of(
        "HYP0201",
        "The lower bound is below the upper bound",
        "The hyperparameter '{0}' lies between Min = {1} and Max = {2}, where there is no value; write a Min below Max",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor InitialOutside = Rule.Of(
        "HYP0202",
        "The initial value lies strictly between the bounds",
        "The hyperparameter '{0}' starts at {1}, which is not strictly between Min = {2} and Max = {3}; move Initial inside the bounds or widen them",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor LogNotPositive = Rule.Of(
        "HYP0203",
        "A log scale is above zero",
        "The hyperparameter '{0}' is on a log scale and has {1} = {2}; write a value above zero, or use Scale.Linear",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor InitialMissing = Rule.Of(
        "HYP0204",
        "A hyperparameter has a finite initial value",
        "The hyperparameter '{0}' has {1}; write Initial = the value to start from, or both Min and Max to start at their midpoint",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor CountBelowOne = Rule.Of(
        "HYP0205",
        "A hyperparameter has at least one value",
        "The hyperparameter '{0}' has Count = {1}; write a number from 1 up",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor CountAndPer = Rule.Of(
        "HYP0206",
        "A hyperparameter is counted in one way",
        "The hyperparameter '{0}' has both Count and Per; keep Per if there is one value for each part of the model, or Count if the number has nothing to do with the weights",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor UndefinedOption = Rule.Of(
        "HYP0207",
        "An option is a member of its enum",
        "'{0}' has {1} = {2}, which is no member of its enum; write one of {3}",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor TooManyValues = Rule.Of(
        "HYP0208",
        "A model's hyperparameter values can be counted with an int",
        "The hyperparameters of '{0}' have {1} values, and one vector holds at most 2,147,483,647; use a coarser Per",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor ExamplesUncounted = Rule.Of(
        "HYP0209",
        "Values of examples are counted",
        "The hyperparameter '{0}' has one value for each training example, and their number is not known; write Count = the number of rows of the training split",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor DiscreteNotWhole = Rule.Of(
        "HYP0210",
        "A discrete hyperparameter has whole numbers",
        "The hyperparameter '{0}' is discrete and has {1} = {2}; write a whole number, or remove Discrete",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor HyperpriorOutOfRange = Rule.Of(
        "HYP0211",
        "A hyperprior has a precision",
        "The hyperparameter '{0}' has Hyperprior = {1}; write a finite precision of 0 or above",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor FactorOutOfRange = Rule.Of(
        "HYP0212",
        "A factor is a number of 0 or above",
        "The hyperparameter '{0}' has {1} = {2}; write a finite number of 0 or above",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor OptimizerOption = Rule.Of(
        "HYP0213",
        "A hyperparameter of the optimizer is one number",
        "The hyperparameter '{0}' is the optimizer's {1}, one number for all weights, and has {2}; remove {2}",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor OptimizerNumberTwice = Rule.Of(
        "HYP0214",
        "The optimizer has each number once",
        "The hyperparameters '{0}' and '{1}' are both the optimizer's {2}, and it has one; keep one of them",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor OptimizerRange = Rule.Of(
        "HYP0215",
        "A number of the optimizer lies in its range",
        "The hyperparameter '{0}' is the optimizer's {1}, which {2}; {3}",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor PriorWrong = Rule.Of(
        "HYP0409",
        "A prior can be drawn from",
        "The prior of the hyperparameter '{0}' {1}; {2}",
        Category,
        DiagnosticSeverity.Error,
        refuses: true);

    public static readonly DiagnosticDescriptor PriorOptionNotRead = Rule.Of(
        "HYP0410",
        "An option belongs to the prior",
        "The hyperparameter '{0}' has Prior.{1}, which does not read {2}; remove {2}, or use {3}",
        Category,
        DiagnosticSeverity.Warning);
}
