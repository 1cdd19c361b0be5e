#Requires -Version 5.1
#Requires -Modules Microsoft.Graph.Authentication, Microsoft.Graph.Applications
<#
.SYNOPSIS
Registers Tallybridge's application in your Microsoft 365 tenant and gives it access to the mailboxes of one group.

.DESCRIPTION
Does what docs/microsoft365.md describes by hand: application and certificate, User.Read.All to find mailboxes by their addresses, and the Exchange role
"Application Mail.ReadWrite" (RBAC for Applications) for the direct members of a mail-enabled security group. With -TenantWide it grants Mail.ReadWrite instead, which
reaches EVERY mailbox of the tenant. Running it again changes only what is missing.

Needs the modules Microsoft.Graph and ExchangeOnlineManagement, and somebody who may register applications, grant consent and manage Exchange roles.
Written from Microsoft's documentation; no tenant could be reached to try it. Run it with -WhatIf first.

.PARAMETER CertificatePath
The .cer file that "tallybridgectl connector certificate NAME -o tallybridge.cer" wrote.

.PARAMETER Group
Mail-enabled security group or distribution group of the mailboxes: its address, name or id. Only direct members count.

.PARAMETER ImportMime
Grants Mail-Advanced.ReadWrite.All too, which "--import-mime on" needs.

.EXAMPLE
./Register-TallybridgeApp.ps1 -TenantId contoso.onmicrosoft.com -CertificatePath tallybridge.cer -Group whatsapp-users@contoso.com -Outsider someone.else@contoso.com
#>
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High', DefaultParameterSetName = 'Scoped')]
param(
    [Parameter(Mandatory = $true)]
    [string] $TenantId,

    [Parameter(Mandatory = $true)]
    [ValidateScript({ Test-Path -LiteralPath $_ -PathType Leaf })]
    [string] $CertificatePath,

    [Parameter(Mandatory = $true, ParameterSetName = 'Scoped')]
    [string] $Group,

    # A mailbox outside the group: it has to stay out of reach.
    [Parameter(ParameterSetName = 'Scoped')]
    [string] $Outsider,

    [Parameter(Mandatory = $true, ParameterSetName = 'TenantWide')]
    [switch] $TenantWide,

    [switch] $ImportMime,

    [string] $AppName = 'Tallybridge',

    [ValidateSet('Global', 'USGov', 'USGovDoD', 'China')]
    [string] $Environment = 'Global'
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$graphAppId = '00000003-0000-0000-c000-000000000000'
$scopeName = "$AppName mailboxes"
$exchangeEnvironments = @{ Global = 'O365Default'; USGov = 'O365USGovGCCHigh'; USGovDoD = 'O365USGovDoD'; China = 'O365China' }
$tenantRoles = @('User.Read.All')
$exchangeRoles = @('Application Mail.ReadWrite')
if ($ImportMime) {
    $exchangeRoles += 'Application Mail-Advanced.ReadWrite.All'
}
if ($TenantWide) {
    $tenantRoles += 'Mail.ReadWrite'
    if ($ImportMime) {
        $tenantRoles += 'Mail-Advanced.ReadWrite.All'
    }
}

function Get-KeyCredential {
    param([string] $Path)
    $certificate = New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList (Resolve-Path -LiteralPath $Path).ProviderPath
    if ($certificate.HasPrivateKey) {
        throw "$Path holds a private key. Hand over the .cer file only."
    }
    return @{
        Type          = 'AsymmetricX509Cert'
        Usage         = 'Verify'
        DisplayName   = "CN=$AppName"
        Key           = $certificate.RawData
        StartDateTime = $certificate.NotBefore.ToUniversalTime()
        EndDateTime   = $certificate.NotAfter.ToUniversalTime()
    }
}

# --- Entra: application, certificate, consent for reading the directory
Connect-MgGraph -TenantId $TenantId -Environment $Environment -NoWelcome -Scopes 'Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All'

$graph = Get-MgServicePrincipal -Filter "appId eq '$graphAppId'"
$wanted = foreach ($name in $tenantRoles) {
    $role = $graph.AppRoles | Where-Object { $_.Value -eq $name -and $_.AllowedMemberTypes -contains 'Application' }
    if (-not $role) {
        throw "Microsoft Graph of this cloud has no application permission $name."
    }
    $role
}

$quotedName = $AppName.Replace("'", "''")
$app = @(Get-MgApplication -Filter "displayName eq '$quotedName'")
if ($app.Count -gt 1) {
    throw "There are $($app.Count) applications named $AppName. Choose another -AppName."
}
$credential = Get-KeyCredential -Path $CertificatePath
$access = @(@{
        ResourceAppId  = $graphAppId
        ResourceAccess = @($wanted | ForEach-Object { @{ Id = $_.Id; Type = 'Role' } })
    })
# Where the browser comes back to after consent and sign-in; the port of localhost does not count.
$redirectUri = 'http://localhost/tallybridge'
if ($app.Count -eq 0) {
    if (-not $PSCmdlet.ShouldProcess($AppName, 'Register the application with its certificate')) {
        return
    }
    $app = New-MgApplication -DisplayName $AppName -SignInAudience 'AzureADMyOrg' -RequiredResourceAccess $access -KeyCredentials @($credential) `
        -PublicClient @{ RedirectUris = @($redirectUri) }
}
else {
    $app = $app[0]
    if ($PSCmdlet.ShouldProcess($AppName, 'Replace certificate and list of permissions of the application that is there')) {
        $formerUris = if ($app.PublicClient) { @($app.PublicClient.RedirectUris) } else { @() }
        $redirectUris = @($formerUris + $redirectUri | Where-Object { $_ } | Select-Object -Unique)
        Update-MgApplication -ApplicationId $app.Id -RequiredResourceAccess $access -KeyCredentials @($credential) `
            -PublicClient @{ RedirectUris = $redirectUris }
    }
}

$principal = Get-MgServicePrincipal -Filter "appId eq '$($app.AppId)'"
if (-not $principal) {
    if (-not $PSCmdlet.ShouldProcess($AppName, 'Add the application to the tenant')) {
        return
    }
    $principal = New-MgServicePrincipal -AppId $app.AppId
}
$granted = @(Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $principal.Id -All)
foreach ($role in $wanted) {
    if ($granted | Where-Object { $_.AppRoleId -eq $role.Id -and $_.ResourceId -eq $graph.Id }) {
        continue
    }
    if ($PSCmdlet.ShouldProcess($AppName, "Consent to $($role.Value) for the whole tenant")) {
        New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $principal.Id -PrincipalId $principal.Id -ResourceId $graph.Id -AppRoleId $role.Id | Out-Null
    }
}

# --- Exchange: access to the mailboxes of the group only
if (-not $TenantWide) {
    $tooMuch = $graph.AppRoles | Where-Object { $_.Value -in @('Mail.ReadWrite', 'Mail-Advanced.ReadWrite.All') } | ForEach-Object { $_.Id }
    if ($granted | Where-Object { $_.ResourceId -eq $graph.Id -and $_.AppRoleId -in $tooMuch }) {
        Write-Warning "$AppName has consent to mail in the whole tenant. Both kinds of access add up: remove it in Entra, or the group limits nothing."
    }
    Import-Module ExchangeOnlineManagement
    Connect-ExchangeOnline -ExchangeEnvironmentName $exchangeEnvironments[$Environment] -ShowBanner:$false
    $members = Get-Group -Identity $Group
    if (-not (Get-ServicePrincipal | Where-Object { $_.AppId -eq $app.AppId })) {
        if ($PSCmdlet.ShouldProcess($AppName, 'Make the application known to Exchange')) {
            New-ServicePrincipal -AppId $app.AppId -ObjectId $principal.Id -DisplayName $AppName | Out-Null
        }
    }
    $quotedDn = $members.DistinguishedName.Replace("'", "''")
    $filter = "MemberOfGroup -eq '$quotedDn'"
    $scope = Get-ManagementScope | Where-Object { $_.Name -eq $scopeName }
    if (-not $scope) {
        if ($PSCmdlet.ShouldProcess($scopeName, "Make the management scope $filter")) {
            New-ManagementScope -Name $scopeName -RecipientRestrictionFilter $filter | Out-Null
        }
    }
    elseif ($PSCmdlet.ShouldProcess($scopeName, "Set the management scope to $filter")) {
        Set-ManagementScope -Identity $scopeName -RecipientRestrictionFilter $filter
    }
    $assignments = @(Get-ManagementRoleAssignment | Where-Object { $_.App -eq $principal.Id })
    foreach ($role in $exchangeRoles) {
        if ($assignments | Where-Object { $_.Role -eq $role }) {
            continue
        }
        if ($PSCmdlet.ShouldProcess($AppName, "Give the role $role for $scopeName")) {
            New-ManagementRoleAssignment -App $principal.Id -Role $role -CustomResourceScope $scopeName | Out-Null
        }
    }
    if (-not $WhatIfPreference) {
        Write-Output 'Inside the scope (InScope has to be True for one of its members, False for anybody else):'
        $member = Get-DistributionGroupMember -Identity $Group -ResultSize 1 -WarningAction SilentlyContinue | Select-Object -First 1
        $probes = @()
        if ($member) {
            $probes += "$($member.PrimarySmtpAddress)"
        }
        if ($Outsider) {
            $probes += $Outsider
        }
        foreach ($mailbox in $probes) {
            Write-Output $mailbox
            Test-ServicePrincipalAuthorization -Identity $principal.Id -Resource $mailbox | Select-Object -Property "RoleName", "InScope"
        }
    }
    Disconnect-ExchangeOnline -Confirm:$false | Out-Null
}

$cloud = @{ Global = ''; USGov = ' --cloud gcc-high'; USGovDoD = ' --cloud dod'; China = ' --cloud china' }[$Environment]
$tenant = (Get-MgContext).TenantId
Write-Output ''
Write-Output "Tenant id: $tenant"
Write-Output "Client id: $($app.AppId)"
Write-Output "Next:      tallybridgectl connector edit NAME --destination graph:$tenant --client-id $($app.AppId)$cloud"
Write-Output '           tallybridgectl check NAME      (Exchange takes 30 minutes to 2 hours before it knows of new roles)'
Disconnect-MgGraph | Out-Null
