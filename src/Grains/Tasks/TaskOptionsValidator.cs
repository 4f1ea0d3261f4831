using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Tasks;

internal sealed class TaskOptionsValidator : IValidateOptions<TaskOptions>
{
    private const int Most = 100_000;

    public ValidateOptionsResult Validate(string? name, TaskOptions options) => options.PerUser is < 1 or > Most
        ? ValidateOptionsResult.Fail($"Tasks:PerUser must be from 1 to {Most}.")
        : ValidateOptionsResult.Success;
}
