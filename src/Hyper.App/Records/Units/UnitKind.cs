namespace Hyper.App.Records.Units;

/// <summary>What a unit is.</summary>
public enum UnitKind
{
    /// <summary>A tuned run.</summary>
    Run,

    /// <summary>A trial of a search: an ordinary training at given hyperparameters.</summary>
    Trial,

    /// <summary>A tuned run on the rows of one fold.</summary>
    Fold,

    /// <summary>An ordinary training on training and validation rows, at the hyperparameters in <c>start</c>.</summary>
    Refit,
}
