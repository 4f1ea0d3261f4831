using Microsoft.Extensions.Options;

namespace EmailAgent.Api.Answers;

internal static class AnswerRegistration
{
    /// <summary>Adds the bounds of large answers, with <see cref="AnswerOptions"/> from <c>Http:Answers</c>.</summary>
    public static IServiceCollection AddAnswerBudget(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AnswerOptions>().Bind(configuration.GetSection(AnswerOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<AnswerOptions>, AnswerOptionsValidator>()
            .AddSingleton<AnswerBudget>();
    }
}
