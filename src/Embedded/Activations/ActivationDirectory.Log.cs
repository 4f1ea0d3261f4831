using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

internal sealed partial class ActivationDirectory
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Grain {GrainId} could not be activated")]
    public partial void LogActivationFailed(Exception exception, GrainId grainId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Grain {GrainId} was deactivated with an error")]
    public partial void LogDeactivationFailed(Exception exception, GrainId grainId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A timer of grain {GrainId} failed; it goes on")]
    public partial void LogTimerFailed(Exception exception, GrainId grainId);
}
