namespace Hyper.Runtime.Hypernetworks;

/// <summary>Marks a response that answers for one point only and cannot be differentiated.</summary>
internal interface ISinglePoint;
