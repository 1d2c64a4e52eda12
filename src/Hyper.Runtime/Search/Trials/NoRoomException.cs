namespace Hyper.Runtime.Search.Trials;

/// <summary>Memory did not suffice for a trial: beside fewer others it may.</summary>
/// <param name="record">The record of the trial, should there be no more to be done.</param>
/// <param name="shortage">What the library said.</param>
internal sealed class NoRoomException(TrialRecord record, Exception shortage) : Exception(shortage.Message, shortage)
{
    /// <summary>The record of the trial as a failed one.</summary>
    public TrialRecord Record => record;
}
