using Microsoft.Extensions.Options;

namespace EmailAgent.Api.Answers;

internal sealed class AnswerOptionsValidator : IValidateOptions<AnswerOptions>
{
    private const long Least = 1 << 20;

    public ValidateOptionsResult Validate(string? name, AnswerOptions options)
    {
        var faults = new List<string>();
        if (options.BytesPerUser < Least)
        {
            faults.Add($"Http:Answers:BytesPerUser must be at least {Least}.");
        }

        if (options.BytesPerProcess < options.BytesPerUser)
        {
            faults.Add("Http:Answers:BytesPerProcess must not be less than Http:Answers:BytesPerUser.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
