using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Grains.Organizations;

internal static class OrganizationRegistration
{
    public static IServiceCollection AddOrganizations(this IServiceCollection services) => services
        .AddSingleton<OrganizationStore>()
        .AddSingleton<InvitationStore>();
}
