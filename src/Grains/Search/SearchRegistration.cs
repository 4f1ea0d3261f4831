using EmailAgent.Grains.Search.Renewal;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Grains.Search;

internal static class SearchRegistration
{
    public static IServiceCollection AddSearch(this IServiceCollection services) =>
        services.AddSingleton<MailSearch>().AddSingleton<DocumentRenewal>().AddHostedService<DocumentRenewalService>();
}
