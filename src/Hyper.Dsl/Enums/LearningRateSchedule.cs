namespace Hyper.Dsl;

/// <summary>How the learning rates of both levels change over a run.</summary>
public enum LearningRateSchedule
{
    /// <summary>The same rate from the first step to the last.</summary>
    Constant,

    /// <summary>
    /// Half a cosine from the full rate at the first step towards zero at the last: the run ends settled instead of
    /// rattling around its answer.
    /// </summary>
    Cosine,
}
