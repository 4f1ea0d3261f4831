namespace Orleans.Embedded.Activations;

/// <summary>The life of an activation, in order. Calls run only while it is active; those that come earlier or later wait.</summary>
internal enum ActivationState
{
    Created,
    Beginning,
    Active,
    Ending,
    Ended,
}
