/**
 * @file version.h
 * Version of the library.
 */
#ifndef NAMEGRAPH_VERSION_H
#define NAMEGRAPH_VERSION_H

#include "status.h"

#ifdef __cplusplus
extern "C" {
#endif

#define NG_VERSION_MAJOR 0
#define NG_VERSION_MINOR 1
#define NG_VERSION_PATCH 0
#define NG_VERSION "0.1.0"

/** Version of the library that is loaded, as "major.minor.patch". Static. */
NG_API const char *ng_version(void);

#ifdef __cplusplus
}
#endif
#endif
