namespace Orleans.Embedded.State;

/// <summary>State that is read before its grain is activated.</summary>
internal interface IActivationState
{
    Task ReadStateAsync(CancellationToken cancellationToken);
}
