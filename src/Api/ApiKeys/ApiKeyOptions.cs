using Microsoft.AspNetCore.Authentication;

namespace EmailAgent.Api.ApiKeys;

internal sealed class ApiKeyOptions : AuthenticationSchemeOptions;
