import { Rule } from '../rule';
import { INSTANCE_CONNECT } from './aut-2/instance-connect';
import { KEY_PAIR } from './aut-2/key-pair';
import { MANUAL_APPROVAL } from './aut-2/manual-approval';
import { MANUAL_STEP } from './aut-2/manual-step';
import { SHELL_INGRESS } from './aut-2/shell-ingress';
import { GROUP_UPDATE } from './cd-1/group-update';
import { STAGE_TRANSITION } from './cd-1/stage-transition';
import { TRAFFIC_REROUTE } from './cd-1/traffic-reroute';
import { CODE_DEPLOY_ROLLBACK } from './cd-3/code-deploy-rollback';
import { ECS_ROLLBACK } from './cd-3/ecs-rollback';
import { ROLLBACK_ALARM } from './cd-3/rollback-alarm';
import { UPDATE_SIGNALS } from './cd-3/update-signals';
import { COMMIT } from './cd-4/commit';
import { FUNCTIONAL_TEST } from './ci-2/functional-test';
import { FIXED_ADDRESS } from './dis-1/fixed-address';
import { INSTANCE_LIFETIME } from './dis-1/instance-lifetime';
import { REGISTERED_SERVER } from './dis-1/registered-server';
import { SCALE_IN_PROTECTION } from './dis-1/scale-in-protection';
import { SERVER_NAME } from './dis-1/server-name';
import { TERMINATION_PROTECTION } from './dis-1/termination-protection';
import { GRACE_PERIOD } from './dis-2/grace-period';
import { HEALTH_CHECK } from './dis-2/health-check';
import { SEVERAL_ZONES } from './dis-2/several-zones';
import { SPARE_SERVER } from './dis-2/spare-server';
import { STAND_ALONE_SERVER } from './dis-2/stand-alone-server';
import { CODE_DEPLOY } from './dis-3/code-deploy';
import { FLOATING_BASE_IMAGE } from './dis-3/floating-base-image';
import { FLOATING_IMAGE } from './dis-3/floating-image';
import { FLOATING_TEMPLATE } from './dis-3/floating-template';
import { CFN_INIT } from './dis-3/init';
import { LAUNCH_SOURCE } from './dis-3/launch-source';
import { REMOTE_COMMAND } from './dis-3/remote-command';
import { USER_DATA } from './dis-3/user-data';
import { DATA_VOLUME } from './dis-4/data-volume';
import { INSTANCE_STORE } from './dis-4/instance-store';
import { KEPT_VOLUME } from './dis-4/kept-volume';
import { STICKY_SESSION } from './dis-4/sticky-session';
import { ALARM_ACTION } from './mon-1/alarm-action';
import { ALARM_DESCRIPTION } from './mon-1/alarm-description';
import { GOLDEN_SIGNALS_OF_SERVICE } from './mon-1/golden-signals';
import { GROUP_SATURATION } from './mon-1/group-saturation';
import { MISSING_DATA } from './mon-1/missing-data';
import { TARGET_GROUP_SIGNALS } from './mon-1/target-group-signals';
import { DASHBOARD } from './mon-2/dashboard';
import { ENCRYPTED_LISTENER } from './sec-1/encrypted-listener';
import { ENCRYPTED_VOLUMES } from './sec-1/encrypted-volumes';
import { METADATA_HOPS } from './sec-1/metadata-hops';
import { METADATA_TOKENS } from './sec-1/metadata-tokens';
import { OPEN_INGRESS } from './sec-1/open-ingress';
import { PUBLIC_ADDRESS } from './sec-1/public-address';
import { TLS_POLICY } from './sec-1/tls-policy';
import { PUBLIC_COMPONENT } from './sec-4/public-component';
import { UNKNOWN_EXPOSURE } from './sec-4/unknown-exposure';
import { LOG_RETENTION } from './std-2/log-retention';
import { OWNER } from './std-2/owner';

/** The rules of the pack `GoldenPath`, in the order of the principles. */
export const RULES: readonly Rule[] = [
  INSTANCE_CONNECT,
  KEY_PAIR,
  MANUAL_APPROVAL,
  MANUAL_STEP,
  SHELL_INGRESS,
  FIXED_ADDRESS,
  INSTANCE_LIFETIME,
  REGISTERED_SERVER,
  SCALE_IN_PROTECTION,
  SERVER_NAME,
  TERMINATION_PROTECTION,
  GRACE_PERIOD,
  HEALTH_CHECK,
  SEVERAL_ZONES,
  SPARE_SERVER,
  STAND_ALONE_SERVER,
  CODE_DEPLOY,
  FLOATING_BASE_IMAGE,
  FLOATING_IMAGE,
  FLOATING_TEMPLATE,
  CFN_INIT,
  LAUNCH_SOURCE,
  REMOTE_COMMAND,
  USER_DATA,
  DATA_VOLUME,
  INSTANCE_STORE,
  KEPT_VOLUME,
  STICKY_SESSION,
  ALARM_ACTION,
  ALARM_DESCRIPTION,
  GOLDEN_SIGNALS_OF_SERVICE,
  GROUP_SATURATION,
  MISSING_DATA,
  TARGET_GROUP_SIGNALS,
  DASHBOARD,
  GROUP_UPDATE,
  STAGE_TRANSITION,
  TRAFFIC_REROUTE,
  CODE_DEPLOY_ROLLBACK,
  ECS_ROLLBACK,
  ROLLBACK_ALARM,
  UPDATE_SIGNALS,
  COMMIT,
  FUNCTIONAL_TEST,
  ENCRYPTED_LISTENER,
  ENCRYPTED_VOLUMES,
  METADATA_HOPS,
  METADATA_TOKENS,
  OPEN_INGRESS,
  PUBLIC_ADDRESS,
  TLS_POLICY,
  PUBLIC_COMPONENT,
  UNKNOWN_EXPOSURE,
  LOG_RETENTION,
  OWNER,
];
